"""The fields of each HSDS 3.1 object, as its datapackage and (for unit and service_capacity) its schemas list them."""

_TEXT = """
organization: id name alternate_name description email website tax_status tax_id year_incorporated legal_status logo
  uri parent_organization_id
program: id organization_id name alternate_name description
service: id organization_id program_id name alternate_name description url email status interpretation_services
  application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age
  assured_date assurer_email licenses alert last_modified
attribute: id link_id taxonomy_term_id link_type link_entity value label
service_at_location: id service_id location_id description
location: id location_type url organization_id name alternate_name description transportation latitude longitude
  external_identifier external_identifier_type
phone: id location_id service_id organization_id contact_id service_at_location_id number extension type description
contact: id organization_id service_id service_at_location_id location_id name title department email
address: id location_id attention address_1 address_2 city region state_province postal_code country address_type
schedule: id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq
  interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes
funding: id organization_id service_id source
service_area: id service_id service_at_location_id name description extent extent_type uri
required_document: id service_id document uri
language: id service_id location_id phone_id name code note
accessibility: id location_id description details url
taxonomy_term: id code name description parent_id taxonomy language taxonomy_id term_uri
metadata: id resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value
  updated_by
meta_table_description: id name language character_set
cost_option: id service_id valid_from valid_to option currency amount amount_description
organization_identifier: id organization_id identifier_scheme identifier_type identifier
taxonomy: id name description uri version
service_capacity: id service_id unit_id available maximum description updated
unit: id name scheme identifier uri
url: id label url organization_id service_id
"""


def _read() -> dict[str, tuple[str, ...]]:
    lines = _TEXT.replace("\n  ", " ").strip().splitlines()
    return {line.partition(":")[0]: tuple(line.partition(":")[2].split()) for line in lines}


COLUMNS = _read()
"""HSDS object -> its fields, in HSDS's order."""
